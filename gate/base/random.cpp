// SPDX-License-Identifier: MIT
#include "gate/base/random.h"

#include <unistd.h>

#if __has_include(<sys/random.h>)
#include <sys/random.h>
#define HOTFIX_HAS_GETENTROPY 1
#endif

#include <fstream>

namespace hotfix {

namespace {

bool from_system([[maybe_unused]] std::string& bytes) {
#ifdef HOTFIX_HAS_GETENTROPY
  return getentropy(bytes.data(), bytes.size()) == 0;
#else
  return false;
#endif
}

// Where the call is not there, or a sandbox forbids it.
bool from_device(std::string& bytes) {
  std::ifstream device("/dev/urandom", std::ios::binary);
  return bool(device.read(bytes.data(), static_cast<std::streamsize>(bytes.size())));
}

}  // namespace

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  return from_system(bytes) || from_device(bytes) ? bytes : std::string();
}

}  // namespace hotfix
