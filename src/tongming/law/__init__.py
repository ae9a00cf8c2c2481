"""The ground floor: the rules of government information disclosure as data and pure functions.

Nothing in here imports Django, touches a file or the network, or asks what day it is: dates are
passed in. Every rule names its article beside the line that does it. Everything else in the house
asks this room; this room asks nobody.
"""
