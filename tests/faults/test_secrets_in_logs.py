"""Every method, whole and with each request failing in turn: no secret in any log, error or traceback."""
