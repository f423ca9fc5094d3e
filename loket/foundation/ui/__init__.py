"""The design system: page frames, components, words for every state, styles, scripts and icons.

It knows no app of the domain: what a page needs to know (the office's name, the person signed in, the
queues of a desk) it takes from the request or from the template's context.
"""
