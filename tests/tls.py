"""Throwaway certificates for tests/faults.py, made by the `openssl` program: nothing here is a secret."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path

OPENSSL = shutil.which("openssl")
CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate authority that lives in a folder and for one test run; `ca_file` is what a client trusts."""

    folder: Path

    @property
    def ca_file(self) -> str:
        return str(self.folder / "authority.pem")

    def context(self, host: str = "127.0.0.1", *, days: int = 1) -> ssl.SSLContext:
        """A server's side with a certificate for `host`; `days` below 0 gives one that has expired."""
        name = f"{host}{days}"
        request, cert, key = (str(self.folder / f"{name}.{kind}") for kind in ("csr", "pem", "key"))
        kind = "IP" if host.replace(".", "").isdecimal() else "DNS"
        (self.folder / f"{name}.ext").write_text(f"subjectAltName={kind}:{host}\n")
        _openssl("req", "-new", *CURVE, "-keyout", key, "-out", request, "-subj", f"/CN={host}")
        authority = ("-CA", self.ca_file, "-CAkey", str(self.folder / "authority.key"), "-CAcreateserial")
        extensions = ("-extfile", str(self.folder / f"{name}.ext"))
        _openssl("x509", "-req", "-in", request, "-out", cert, "-days", str(days), *authority, *extensions)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        return context

    def old_context(self) -> ssl.SSLContext:
        """A server that speaks TLS 1.1 at most."""
        context = self.context()
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # old is the point
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        return context


def authority(folder: Path) -> Authority:
    """Make an authority in an empty folder."""
    made = Authority(folder)
    key = str(folder / "authority.key")
    usage = ("-addext", "keyUsage=critical,keyCertSign")
    _openssl("req", "-x509", *CURVE, "-keyout", key, "-out", made.ca_file, "-days", "2", "-subj", "/CN=tests", *usage)
    return made


def _openssl(*arguments: str) -> None:
    assert OPENSSL, "skip the test where openssl is not there"
    subprocess.run([OPENSSL, *arguments], check=True, capture_output=True, timeout=30)
