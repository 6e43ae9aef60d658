# Run by cmake --install: the configuration, which is never overwritten, and the two service units,
# which name absolute paths. In: source_dir, and bin_dir, sbin_dir, sysconf_dir, doc_dir below the
# prefix (or absolute).

cmake_policy(VERSION 3.25)

function(place variable directory)
    if(IS_ABSOLUTE "${directory}")
        set(${variable} "${directory}" PARENT_SCOPE)
    elseif(directory STREQUAL "etc" AND CMAKE_INSTALL_PREFIX MATCHES "^/usr(/local)?$")
        set(${variable} "/etc" PARENT_SCOPE)  # programs of the system have their settings there
    else()
        set(${variable} "${CMAKE_INSTALL_PREFIX}/${directory}" PARENT_SCOPE)
    endif()
endfunction()

place(etc "${sysconf_dir}")
set(SYSCONF "${etc}/earshot")
set(settings "$ENV{DESTDIR}${SYSCONF}/earshot.toml")
if(EXISTS "${settings}")
    # The administrator's file stays; what is new lies beside it.
    file(SHA256 "${settings}" there)
    file(SHA256 "${source_dir}/config/earshot.toml" shipped)
    if(NOT there STREQUAL shipped)
        file(INSTALL "${source_dir}/config/earshot.toml" DESTINATION "${SYSCONF}"
             RENAME earshot.toml.new)
    endif()
else()
    file(INSTALL "${source_dir}/config/earshot.toml" DESTINATION "${SYSCONF}")
endif()
if(NOT IS_DIRECTORY "$ENV{DESTDIR}${SYSCONF}/credentials")
    file(MAKE_DIRECTORY "$ENV{DESTDIR}${SYSCONF}/credentials")
    file(CHMOD "$ENV{DESTDIR}${SYSCONF}/credentials"
         PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endif()

place(bin "${bin_dir}")
place(sbin "${sbin_dir}")
place(DOC "${doc_dir}")
set(EARSHOT "${bin}/earshot")
set(EARSHOTD "${sbin}/earshotd")
foreach(row IN ITEMS "earshotd.service.in>system" "earshotd-user.service.in>user")
    string(REPLACE ">" ";" row "${row}")
    list(GET row 0 unit)
    list(GET row 1 manager)
    set(target "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/systemd/${manager}/earshotd.service")
    configure_file("${source_dir}/systemd/${unit}" "${target}" @ONLY)
    file(CHMOD "${target}" PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
    message(STATUS "Installing: ${target}")
endforeach()
