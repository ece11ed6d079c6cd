# SPDX-License-Identifier: MIT
# CPack reads this before it makes each format: the archive is unpacked anywhere, Debian's packages own /usr.
if(CPACK_GENERATOR STREQUAL "DEB")
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
endif()
