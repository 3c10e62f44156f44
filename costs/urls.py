from django.urls import path

from costs import views

urlpatterns = [
    path("<slug:slug>/edit/costs/", views.edit_costs, name="edit-costs"),
    path("<slug:slug>/edit/costs/total/", views.total_of_costs, name="total-of-costs"),
    path("<slug:slug>/edit/other-costs/", views.edit_other_costs, name="edit-other-costs"),
    path("<slug:slug>/edit/cost-stages/", views.edit_cost_stages, name="edit-cost-stages"),
    path("<slug:slug>/edit/yearly-costs/", views.edit_yearly_costs, name="edit-yearly-costs"),
]
