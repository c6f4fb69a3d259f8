"""The attention list: who needs a look, by rules that the operator reads and edits.

`reading.rules` reads the file, `finding.find` asks the snapshot, `telling` and `tables` say what was found.
"""
