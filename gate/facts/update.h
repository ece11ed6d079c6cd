// SPDX-License-Identifier: MIT
#pragma once

#include "gate/facts/inquiry.h"

namespace hotfix {

// What happens to production or development itself: made, moved on, rewritten or deleted. The new
// commits are listed only where they are news to production. Throws Undecidable where history is
// cut off.
Update update_of(const Inquiry& asked);

// A mirror or a fork that is brought up to what production already is at home.
bool is_released_at_home(const Inquiry& asked);

}  // namespace hotfix
