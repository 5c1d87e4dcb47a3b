"""Official addresses in, what changed in the law out: checked for months, unattended, told once.

config.py     watch.toml -> sources, sinks, settings
check.py      one source -> a typed outcome, as one Record that the store writes in one transaction
suspicion.py  an answer -> the reasons to doubt that it is the law
entries.py    a list page or a feed -> the documents it names
schedule.py   which source may be asked now: intervals, politeness, backoff
run.py        the loop: lease, workers, heartbeat, stop
notify.py     the outbox -> sinks/ (webhook, e-mail, file); digest.py, feed.py (Atom)

Only other provisions than in the last revision are a change; page furniture never is. What may not be the law is
kept apart until it was seen again (`Outcome.SUSPECT`). No setting runs a command: a configuration is not code.
"""
