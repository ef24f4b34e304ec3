/* solver.h - which unknowns do some equations determine?
 *
 * Unknowns are numbered, equations are sums with factors 1 and −1; what they come to does not matter, only whether one value is left
 * for an unknown. Substitution first, then elimination modulo a prime, so that nothing is lost by rounding.
 */
#pragma once
#include <glib.h>

typedef struct _Solver Solver;

Solver  *solver_new (void);
void     solver_free (Solver *self);
void     solver_set_size (Solver *self, guint unknowns);
guint    solver_get_size (const Solver *self);
gboolean solver_knows (const Solver *self, guint unknown);
/* TRUE: it was not known. */
gboolean solver_learn (Solver *self, guint unknown);

/* Terms of an equation; solver_take() takes them, solver_add() begins one that it has. */
GArray  *solver_terms_new (void);
void     solver_add_term (GArray *terms, guint unknown, int factor);
void     solver_take (Solver *self, GArray *terms);
GArray  *solver_add (Solver *self);

/* Learns all that follows. TRUE: something did. */
gboolean solver_run (Solver *self);
