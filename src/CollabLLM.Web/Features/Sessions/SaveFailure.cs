using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Sessions;

/// <summary>Tells a store that cannot be written just now (full, locked, gone) from a fault of the program.</summary>
internal static class SaveFailure
{
    public const string Sentence = "This could not be saved just now. Nothing is lost: wait a moment and press the button again.";

    /// <summary>Where something was to be read, and what is shown may be behind.</summary>
    public const string Unread = "This page could not be read anew just now. Everything that was saved is safe; it is tried again.";

    public static bool Is(Exception failure) => failure is DbException or DbUpdateException or IOException;
}
