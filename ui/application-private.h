/* application-private.h - the application object, for the program and for the tests of the window */
#pragma once
#include <adwaita.h>

#define LB_TYPE_APPLICATION (lb_application_get_type ())
G_DECLARE_FINAL_TYPE (LbApplication, lb_application, LB, APPLICATION, AdwApplication)

/* @project may be NULL. */
LbApplication *lb_application_new (const char *project);
