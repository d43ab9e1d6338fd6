"""The pages that the simulator is compared with, each the simplest of its kind.

Rule: all run the same job, pages/draw.py, with the same Pyodide and the same two wheels. Everything
comes from this machine.
"""
