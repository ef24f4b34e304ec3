/* dirty.h - the defects that real ledgers arrive with */
#pragma once
#include <glib.h>

/* Spoils the row with probability @share; returns how often it is to be written (2: a duplicate row). */
guint spoil_row (GPtrArray *fields, char **headings, guint64 seed, const char *file, guint row, double share);
