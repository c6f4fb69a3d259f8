"""Where the next workshops should stand: what is blank, how far the nearest workshop is, and plans solved exactly.

`questions` say what may be asked, `ground` reads the snapshot, `covering` writes the question as a covering problem,
`reducing` makes it small, `solving` hands it to spopt and HiGHS, `running` does so in a process that can be stopped,
and `plans` puts it all together.
"""
