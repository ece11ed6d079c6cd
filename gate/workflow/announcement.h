// SPDX-License-Identifier: MIT
// What the messages of the workflow say of one hotfix.
#pragma once

#include <cstdint>
#include <string>

#include "gate/policy/message.h"
#include "gate/policy/policy.h"
#include "gate/workflow/course.h"

namespace hotfix {

enum class Announcement { initiated, deployed, complete };

// When the incident was over: as recorded, else when development had it, which is the workflow's
// last step; `now` where that is not known, or came before the deployment.
std::int64_t over_at(const Course& course, std::int64_t now);

// The values of a message's fields, as far as they are known. `now`: seconds since the epoch.
MessageValues message_values(const Course& course, const Policy& policy, std::int64_t now);

// The message, filled with these values; ends with a line break.
std::string message_text(Announcement announcement, const MessageValues& values,
                         const Policy& policy);

// The same for a person who is to post it: where, to whom else, and the message.
std::string posting_text(Announcement announcement, const MessageValues& values,
                         const Policy& policy);

// Of one that is released: "refuse a missing user" of "hotfix: refuse a missing user (#12)".
std::string what_was_done(const Course& course);

}  // namespace hotfix
