// SPDX-License-Identifier: GPL-3.0-or-later
// Carries the precompiled header; has nothing of its own.
