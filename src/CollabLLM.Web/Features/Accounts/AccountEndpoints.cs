using CollabLLM.Data.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace CollabLLM.Web.Features.Accounts;

internal static class AccountEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapCollabAccounts() =>
            routes.MapPost("/signout", async (HttpContext http, IAntiforgery antiforgery, SignInManager<Account> signIn) =>
            {
                // The middleware checks only what binds a form; this one reads none.
                if (!await antiforgery.IsRequestValidAsync(http)) return Results.BadRequest();
                await signIn.SignOutAsync();
                return Results.LocalRedirect("/signin");
            });
    }
}
