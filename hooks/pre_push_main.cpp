// SPDX-License-Identifier: MIT
#include "gate/base/own_stack.h"
#include "hooks/pre_push.h"

int main(int argc, char** argv) {
  return hotfix::on_own_stack([&] { return hotfix::pre_push(argc, argv); });
}
