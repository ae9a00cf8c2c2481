"""What inspection looks at: the checks of law.inspection on the records of the rooms below.

`supervision` may not know the rooms beside it; here each check is made from their reads and
registered with `supervision.inspection.facts`. A check of a room above registers itself.
"""
