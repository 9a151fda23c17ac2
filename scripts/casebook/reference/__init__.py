"""What each diagnostic means: why it is one, an example that has it, and the same put right.

Every example is a small change to one valid case, the folder `base/` beside this module, and lies
in the YAML file of its id in `examples/`. What Casebook says of it is never written by hand: the
example is loaded and checked like any case.
"""
