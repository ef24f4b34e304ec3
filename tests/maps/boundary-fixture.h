/* boundary-fixture.h - small shapefiles and projects in a temporary folder, for the tests of this room */
#pragma once
#include "maps/boundaries.h"

typedef struct {
  const char *code, *name, *parent;
  double x, y, width, height; /* lower left corner and size in degrees; width 0: no polygon */
  double hole;                /* size of a square hole in the middle, 0: none                */
} Region;

typedef struct {
  char *folder;
  char *project_path;
  LbProject *project;
} Fixture;

Fixture *fixture_new (void);
void     fixture_free (Fixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* (transfer full): path of NAME.shp, written by libshp with the fields XZQDM, XZQMC, SJDM (text of @width bytes, in @charset;
 * NULL: UTF-8). @code_page: "LDID/77" for the language byte, "UTF-8" for a .cpg file, NULL for neither. @fields may name
 * three other fields; an empty name leaves one out. */
typedef struct {
  const char *charset;
  const char *code_page;
  int width;
  const char *const *fields;
} TableForm;
char *fixture_write (Fixture *self, const char *name, const Region *regions, guint n, const TableForm *form);

/* Imports and asserts that it worked. */
LbImportResult *fixture_import (Fixture *self, const char *path, const LbImportOptions *options);

/* (transfer full): "code name<parent" a line in the order of codes, for comparison. */
char *fixture_describe (Fixture *self);
/* One number or text of a query. */
double fixture_number (Fixture *self, const char *sql);
char  *fixture_text (Fixture *self, const char *sql);
