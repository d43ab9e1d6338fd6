"""How requests are read and responses written: the Query and JSON protocols of AWS."""
