// SPDX-License-Identifier: MIT
#include "gate/git/trailers.h"

#include "gate/git/handles.h"
#include "rules/support/text.h"

namespace hotfix {

std::vector<Trailer> trailers_of(const std::string& message) {
  start_libgit2();
  git_message_trailer_array found = {};
  const Handle<git_message_trailer_array, git_message_trailer_array_free> owner(&found);
  check_git(git_message_trailers(&found, message.c_str()), "trailers cannot be read");
  std::vector<Trailer> trailers;
  for (std::size_t i = 0; i < found.count; ++i) {
    trailers.push_back({lower(found.trailers[i].key), std::string(trim(found.trailers[i].value))});
  }
  return trailers;
}

}  // namespace hotfix
