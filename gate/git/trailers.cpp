// SPDX-License-Identifier: MIT
#include "gate/git/trailers.h"

#include "gate/git/handles.h"
#include "rules/support/text.h"

namespace hotfix {

std::vector<Trailer> trailers_of(const std::string& message) {
  start_libgit2();
  std::vector<Trailer> trailers;
  git_message_trailer_array found = {};
  if (git_message_trailers(&found, message.c_str()) != 0) return trailers;
  for (std::size_t i = 0; i < found.count; ++i) {
    trailers.push_back({lower(found.trailers[i].key), std::string(trim(found.trailers[i].value))});
  }
  git_message_trailer_array_free(&found);
  return trailers;
}

}  // namespace hotfix
