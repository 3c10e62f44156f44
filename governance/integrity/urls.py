from django.urls import path

from governance.integrity.views import damaged_files

urlpatterns = [path("damaged-files/", damaged_files, name="damaged-files")]
