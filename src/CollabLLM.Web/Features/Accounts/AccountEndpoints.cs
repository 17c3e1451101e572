using CollabLLM.Data.Accounts;
using Microsoft.AspNetCore.Identity;

namespace CollabLLM.Web.Features.Accounts;

internal static class AccountEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapCollabAccounts() =>
            routes.MapPost("/signout", async (SignInManager<Account> signIn) =>
            {
                await signIn.SignOutAsync();
                return Results.LocalRedirect("/signin");
            });
    }
}
