# sqlcipher3 is the standard library's sqlite3 built on SQLCipher: same interface.
from sqlite3.dbapi2 import *
