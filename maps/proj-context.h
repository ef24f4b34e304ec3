/* proj-context.h - a PROJ context as this program wants it: silent on standard error, never on the network */
#pragma once
#include <glib.h>
#include <proj.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PJ, proj_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PJ_CONTEXT, proj_context_destroy)

/* (transfer full): for one thread. */
PJ_CONTEXT *lb_proj_context_new (void);
