#include "daemon/io/store/erasure/tombstone_hash.hpp"

#include <memory>

#include <glib.h>

namespace earshot::io {

std::string tombstone_hash(const std::string& install_id, const std::string& text) {
    struct Free {
        void operator()(gchar* given) const { g_free(given); }
    };
    const std::unique_ptr<gchar, Free> hash(g_compute_hmac_for_data(
        G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(install_id.data()), install_id.size(),
        reinterpret_cast<const guchar*>(text.data()), text.size()));
    return hash.get();
}

}  // namespace earshot::io
