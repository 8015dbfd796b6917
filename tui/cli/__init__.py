"""The command line, one thin function a command; `group` knows where each stands."""
