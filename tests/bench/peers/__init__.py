"""The pages that the simulator is measured beside, each the plainest use of its kind.

Rule: all do one job, pages/draw.py, with one Pyodide and the same two wheels. Nothing comes from
anywhere but this machine.
"""
