"""The outbox: what people are to be told, on which channel, and whether it left.

A message is a row written in the transaction of the change that causes it; a worker hands it to its channel.
Not here: who may be told what (the app that owns the change), and how a channel works (foundation/gateways).
"""
