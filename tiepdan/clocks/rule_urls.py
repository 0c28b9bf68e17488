"""The rules behind the clocks: what the law says, and a trial count. No case is behind them."""

from django.urls import path

from tiepdan.clocks import rule_views

app_name = "rules"
urlpatterns = [
    path("", rule_views.rules, name="list"),
    path("<slug:rule_id>/", rule_views.rule, name="rule"),
]
