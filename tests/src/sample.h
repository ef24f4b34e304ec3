/* sample.h - the sample county as the program imports it, with the ledgers of tests/oracle/supplement put into it */
#pragma once

/* Makes the project at @path with the rule set @rules: boundaries and all ledgers of data/sample. */
void sample_import (const char *path, const char *rules);
/* Warnings, findings, units, trainings and more, which the sample has no files of; from @folder, NULL: tests/oracle/supplement. */
void sample_put_supplement_in (const char *path, const char *folder);
/* A file of tests/oracle. (transfer full) */
char *sample_oracle_path (const char *folder, const char *name);
/* The lines of a text file that is there. (transfer full) */
char **sample_read_lines (const char *path);
