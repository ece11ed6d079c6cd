// SPDX-License-Identifier: MIT
#include "gate/landing/history/signature.h"

#include <string>

#include "gate/base/hash.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Never 0.
std::uint64_t hash_of(std::string_view text) {
  const std::uint64_t hash = fnv1a(text);
  return hash == 0 ? 1 : hash;
}

// How long the "(#12)" is that `text` begins with; 0: it does not.
std::size_t pull_request_size(std::string_view text) {
  if (!text.starts_with("(#")) return 0;
  const auto end = text.find_first_not_of("0123456789", 2);
  return end != std::string_view::npos && end > 2 && text[end] == ')' ? end + 1 : 0;
}

std::string plain_subject(std::string_view subject) {
  std::string plain;
  while (!subject.empty()) {
    if (const std::size_t size = pull_request_size(subject)) {
      subject.remove_prefix(size);
      continue;
    }
    if (std::string_view(" \t\r").find(subject.front()) == std::string_view::npos) {
      plain += subject.front();
    }
    subject.remove_prefix(1);
  }
  return lower(plain);
}

std::string_view line_after(std::string_view text, std::string_view prefix) {
  const auto at = text.find(prefix);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + prefix.size());
  return text.substr(0, text.find('\n'));
}

std::string_view message_of(std::string_view object) {
  const auto header_end = object.find("\n\n");
  return header_end == std::string_view::npos ? std::string_view{} : object.substr(header_end + 2);
}

}  // namespace

Signature signature_of(std::string_view object) {
  Signature signature;
  const std::string_view author = line_after(object.substr(0, object.find("\n\n")), "\nauthor ");
  const auto mail = author.find('<');
  if (mail != std::string_view::npos) signature.author_date = hash_of(author.substr(mail));
  std::string_view message = message_of(object);
  message.remove_prefix(std::min(message.find_first_not_of('\n'), message.size()));
  const std::string subject = plain_subject(message.substr(0, message.find('\n')));
  if (!subject.empty()) signature.subject = hash_of(subject);
  return signature;
}

bool has_hotfix_trailer(std::string_view object) {
  constexpr std::string_view word = "hotfix-";
  for (std::string_view rest = message_of(object); !rest.empty();) {
    const char first = rest.front();  // nearly every line ends here
    if ((first == 'h' || first == 'H') && lower(rest.substr(0, word.size())) == word) return true;
    const auto end = rest.find('\n');
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return false;
}

}  // namespace hotfix
