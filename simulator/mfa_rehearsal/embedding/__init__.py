"""The built simulator in other sites: its files, with links that lead where that site says."""
