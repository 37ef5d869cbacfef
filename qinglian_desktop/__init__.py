"""清廉机关台账: an offline record desk for party-branch secretaries."""

VERSION = "0.1.0"
