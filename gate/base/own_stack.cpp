// SPDX-License-Identifier: MIT
#include "gate/base/own_stack.h"

#include <pthread.h>
#include <sys/resource.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <cstddef>

namespace hotfix {

namespace {

constexpr std::size_t kStack = std::size_t{8} << 20;  // bytes; taken as they are used

struct Call {
  const std::function<int()>& body;
  int status = 0;
};

void* start(void* given) {
  auto& call = *static_cast<Call*>(given);
  call.status = call.body();
  return nullptr;
}

// Threads of one program that works on one thing at a time: a heap for each would cost memory.
void share_memory() {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
#endif
}

void use_for_all(const pthread_attr_t& attributes) {
#ifdef __GLIBC__
  pthread_setattr_default_np(&attributes);
#else
  (void)attributes;
#endif
}

// The stack that there is grows as far as the limit that the process was started with.
bool is_stack_large_enough() {
  rlimit limit = {};
  return getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur >= kStack;
}

}  // namespace

int on_own_stack(const std::function<int()>& body) {
  share_memory();
  Call call{body};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStack);
  use_for_all(attributes);
  if (is_stack_large_enough()) {
    pthread_attr_destroy(&attributes);
    return body();
  }
  pthread_t thread;
  const bool is_started = pthread_create(&thread, &attributes, start, &call) == 0;
  pthread_attr_destroy(&attributes);
  if (!is_started) return body();
  pthread_join(thread, nullptr);
  return call.status;
}

}  // namespace hotfix
