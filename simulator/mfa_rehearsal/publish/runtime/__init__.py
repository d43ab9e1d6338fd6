"""The folder that a browser runs: Pyodide, our Python, scripts, styles, the QR reader."""
