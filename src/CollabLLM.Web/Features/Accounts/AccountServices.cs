using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using CollabLLM.Web.Features.Audit;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace CollabLLM.Web.Features.Accounts;

internal static class AccountServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Accounts of coordinators, researchers and administrators. Participants have none: their link is their key.</summary>
        public IServiceCollection AddCollabAccounts()
        {
            services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
            services.ConfigureApplicationCookie(SetCookie);
            services.AddIdentityCore<Account>(options =>
                {
                    options.User.RequireUniqueEmail = true;
                    options.Password.RequiredLength = 10;
                    options.Password.RequireDigit = false;
                    options.Password.RequireNonAlphanumeric = false;
                    options.Password.RequireUppercase = false;
                    options.Password.RequireLowercase = false;
                    options.Lockout.MaxFailedAccessAttempts = 10;
                })
                .AddRoles<IdentityRole<Guid>>()
                .AddEntityFrameworkStores<CollabDbContext>()
                .AddSignInManager();
            services.AddAuthorizationBuilder()
                .AddPolicy(Policies.Researcher, p => p.RequireRole(Roles.Administrator, Roles.Coordinator, Roles.Researcher))
                .AddPolicy(Policies.Coordinator, p => p.RequireRole(Roles.Administrator, Roles.Coordinator))
                .AddPolicy(Policies.Administrator, p => p.RequireRole(Roles.Administrator));
            services.AddCascadingAuthenticationState();
            services.AddSingleton<Invite>();
            services.AddSingleton<StudyAccess>();
            services.AddSingleton<ReadPeople>();
            services.AddSingleton<ReadAudit>();
            services.AddScoped<AcceptInvitation>();
            return services;
        }
    }

    private static void SetCookie(CookieAuthenticationOptions options)
    {
        options.LoginPath = "/signin";
        options.AccessDeniedPath = "/no-access";
        options.Cookie.Name = "collabllm.account";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
    }
}
