// SPDX-License-Identifier: MIT
#include "gate/base/own_stack.h"
#include "hooks/commit_msg.h"

int main(int argc, char** argv) {
  return hotfix::on_own_stack([&] { return hotfix::commit_msg(argc, argv); });
}
