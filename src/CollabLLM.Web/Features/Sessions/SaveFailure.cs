using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Sessions;

/// <summary>Tells a store that cannot be written just now (full, locked, gone) from a fault of the program.</summary>
internal static class SaveFailure
{
    public const string Sentence = "This could not be saved just now. Nothing is lost: wait a moment and press the button again.";

    public static bool Is(Exception failure) => failure is DbException or DbUpdateException or IOException;
}
