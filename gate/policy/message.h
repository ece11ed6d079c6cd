// SPDX-License-Identifier: MIT
// The messages of the workflow: templates with named fields, filled with what is known.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

// A field stands in a template as {name}. Where its value is not known, `words` stand there, in
// brackets, as in the workflow's document.
struct MessageField {
  std::string_view name;   // "issue"
  std::string_view words;  // "[Brief description]"
  std::string_view what;   // for the reference of the policy
};
const std::vector<MessageField>& message_fields();

// By the name of the field; missing or empty: not known. Of each only the first line is used.
using MessageValues = std::map<std::string, std::string, std::less<>>;

// The template with its fields filled. Braces around anything else stay as they are. Nothing that a
// value holds is taken for a field, and no control character of it gets through.
std::string filled(std::string_view message, const MessageValues& values);

// The first {word} of a template that is not a field; empty: there is none.
std::string unknown_field(std::string_view message);

}  // namespace hotfix
