# What `cmake --install` puts where. cmake/InstallPlaced.cmake does what depends on the prefix of
# the installation itself, which may differ from the configured one (--prefix DIR).

set(earshot_sysconf_dir "${CMAKE_INSTALL_FULL_SYSCONFDIR}/earshot")
if(CMAKE_INSTALL_PREFIX MATCHES "^/usr(/local)?$")
    set(earshot_sysconf_dir "/etc/earshot")
endif()
# One file of each program knows these places; no other has to be compiled again for them.
function(earshot_knows_its_places target source)
    set_source_files_properties(${PROJECT_SOURCE_DIR}/${source} TARGET_DIRECTORY ${target} PROPERTIES
        COMPILE_DEFINITIONS "EARSHOT_SYSCONF_DIR=\"${earshot_sysconf_dir}\";EARSHOT_DATA_DIR=\"${CMAKE_INSTALL_FULL_DATADIR}/earshot\"")
endfunction()
earshot_knows_its_places(earshot_app daemon/app/load_settings.cpp)
earshot_knows_its_places(earshot_client client/daemon/dialect_files.cpp)
if(TARGET earshot)
    install(TARGETS earshot DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
# Where bash, zsh and fish look; zsh of a distribution has a place of its own for /usr.
set(zsh_functions site-functions)
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    set(zsh_functions vendor-completions)
endif()
foreach(place IN ITEMS bash-completion/completions/earshot zsh/${zsh_functions}/_earshot
                       fish/vendor_completions.d/earshot.fish)
    get_filename_component(folder ${place} DIRECTORY)
    get_filename_component(name ${place} NAME)
    install(FILES ${CMAKE_BINARY_DIR}/completions/${name}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
endforeach()
if(TARGET earshotd)
    install(TARGETS earshotd DESTINATION ${CMAKE_INSTALL_SBINDIR})
endif()

foreach(kind IN ITEMS dialects sites)
    if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/config/${kind})
        install(DIRECTORY ${PROJECT_SOURCE_DIR}/config/${kind}/
                DESTINATION ${CMAKE_INSTALL_DATADIR}/earshot/${kind} FILES_MATCHING PATTERN *.toml)
    endif()
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/config/templates/
        DESTINATION ${CMAKE_INSTALL_DATADIR}/earshot/templates)

install(FILES ${PROJECT_SOURCE_DIR}/systemd/earshotd.socket DESTINATION lib/systemd/system)
install(FILES ${PROJECT_SOURCE_DIR}/systemd/earshotd-user.socket DESTINATION lib/systemd/user
        RENAME earshotd.socket)
install(FILES ${PROJECT_SOURCE_DIR}/systemd/earshot.sysusers DESTINATION lib/sysusers.d
        RENAME earshot.conf)

foreach(section IN ITEMS 1 5 7 8)
    file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.${section})
    install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
foreach(page IN ITEMS README.md CHANGELOG.md LICENSE docs/sources.md)
    if(EXISTS ${PROJECT_SOURCE_DIR}/${page})
        install(FILES ${PROJECT_SOURCE_DIR}/${page} DESTINATION ${CMAKE_INSTALL_DOCDIR})
    endif()
endforeach()

install(CODE "
    set(source_dir \"${PROJECT_SOURCE_DIR}\")
    set(bin_dir \"${CMAKE_INSTALL_BINDIR}\")
    set(sbin_dir \"${CMAKE_INSTALL_SBINDIR}\")
    set(sysconf_dir \"${CMAKE_INSTALL_SYSCONFDIR}\")
    set(doc_dir \"${CMAKE_INSTALL_DOCDIR}\")
    include(\"${PROJECT_SOURCE_DIR}/cmake/InstallPlaced.cmake\")")

# One place for both programs in the build, too: EARSHOT_BIN_DIR of the tests.
foreach(program IN ITEMS earshot earshotd)
    if(TARGET ${program})
        set_target_properties(${program} PROPERTIES
            RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
    endif()
endforeach()
# Dialects, sites and templates beside them as in an installation: both programs find them there.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/share/earshot)
foreach(kind IN ITEMS dialects sites templates)
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/config/${kind} ${CMAKE_BINARY_DIR}/share/earshot/${kind}
         SYMBOLIC)
endforeach()
