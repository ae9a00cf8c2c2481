"""Documents, under /work/information/."""

urlpatterns: list[object] = []
app_name = "information"
