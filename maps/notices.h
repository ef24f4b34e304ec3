/* notices.h - what was repaired or decided while a file was read, one sentence each */
#pragma once
#include <glib.h>

/* Adds a sentence; @notices (GPtrArray of char *) may be NULL. */
void lb_notice (GPtrArray *notices, const char *format, ...) G_GNUC_PRINTF (2, 3);
