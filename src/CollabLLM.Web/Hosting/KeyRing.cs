using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.DataProtection;

namespace CollabLLM.Web.Hosting;

/// <summary>The keys that sign cookies and forms. They live beside the data, so that a new container or an update signs nobody out.</summary>
internal static class KeyRing
{
    extension(IServiceCollection services)
    {
        public void AddKeyRing(IConfiguration configuration)
        {
            var folder = configuration["Keys:Folder"];
            if (string.IsNullOrWhiteSpace(folder)) throw new ValidationException("Keys:Folder is empty. Name a folder that survives restarts, such as data/keys.");
            services.AddDataProtection()
                // Without a name the path of the installation would be one: a copy elsewhere could not read its own cookies.
                .SetApplicationName("CollabLLM Studies")
                .PersistKeysToFileSystem(Directory.CreateDirectory(Path.GetFullPath(folder)));
        }
    }
}
