"""The version of the engine: what stored reports say made them."""

VERSION = "0.1.0"
