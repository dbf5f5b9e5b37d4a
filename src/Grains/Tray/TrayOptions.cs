using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Grains.Tray;

/// <summary>How long the tray keeps what is done with (section <c>Tray</c>).</summary>
public sealed class TrayOptions
{
    /// <summary>After how many days a webhook that was replayed or dismissed is deleted. Default: not at all. An open one never is.</summary>
    [Range(1, 36500, ErrorMessage = "Tray:KeepSettledDays must be between 1 and 36500.")]
    public int? KeepSettledDays { get; set; }
}
