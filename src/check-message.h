/* check-message.h - the sentence of a hit, filled in from the query's row. For check-run.c. */
#pragma once
#include "src/aliases.h"
#include "src/rules.h"

/* (transfer full): @message with its {word}, {word:day}, {word:yuan} and {word:GROUP} filled from the columns of @row; what no
 * column has stays as it is. */
char *lb_check_message (const char *message, sqlite3_stmt *row, const LbRules *rules, const LbAliases *aliases);
