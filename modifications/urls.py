from django.urls import path

from modifications import views

urlpatterns = [
    path("", views.register_page, name="register"),
    path("<str:reference>/", views.modification_page, name="modification"),
]
