"""The folder that the browser runs: Pyodide, our Python, scripts, styles and the QR reader."""
